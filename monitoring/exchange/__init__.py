"""Forms of municipalities as files: templates out; XLSX, CSV and JSON in. Pure: no database, no Django.

`template`, `plain` and `structured` write and read the three kinds of files; `reading` tells them apart and opens
archives; all of them give `Filled` forms: cells with their place in words. `checking` turns the cells of one form into
answers or faults, each fault with advice.
"""
