"""What a person is asked about, and what they decide."""
