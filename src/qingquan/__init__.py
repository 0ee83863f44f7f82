"""Qingquan (清权): the system a county government runs its administrative powers on."""
