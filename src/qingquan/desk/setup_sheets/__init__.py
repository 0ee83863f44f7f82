"""A whole county from one workbook or a folder of CSV files: read, checked to the last cell, then entered by acts.

It stands above the catalogue because its last sheet hands items to posts; pages and the command both use it.
"""
