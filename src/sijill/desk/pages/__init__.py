"""The pages, a module each: its routes, what it asks of the ledger, and the template that shows it."""
