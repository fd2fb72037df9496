"""A year's editions as a spreadsheet: the template, a look at what was filled in, and taking it over.

A row finds its edition by its key: the code of that edition, or of an earlier one of the same fair; without one by its
title, or by its fair and number. What a blank cell does not say stays as it is.
"""
