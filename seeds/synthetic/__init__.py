"""Made-up editions of a realistic kind, for demonstrations and load tests; all of it says that it is synthetic."""
