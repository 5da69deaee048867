"""Open data of published campaigns: one source for the public pages, the CSV files and the read API."""
