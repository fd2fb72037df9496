"""Spreadsheets that people send: each is looked at whole before anything of it is kept."""
