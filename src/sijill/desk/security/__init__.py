"""Who may do what: accounts, sessions, the token against forged requests, headers, limits, the audit."""
