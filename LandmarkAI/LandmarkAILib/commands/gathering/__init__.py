"""One table and one page of the results of many cases."""
