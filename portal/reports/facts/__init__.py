"""Flat facts of codes and dates, and the file they are kept in; never a word that a person wrote."""
