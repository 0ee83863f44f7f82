"""Concealed, omitted and false powers 瞒报、漏报、虚报: what is given up, and what follows from it."""
