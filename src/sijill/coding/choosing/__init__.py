"""The learned part: where several readings vie, small linear models with named features choose among them.

The passes of `sijill.coding` propose; here stands, for each field of a claim, what speaks for and against each of its
readings (a module a field), and the models that weigh it (`model`). `benchmarks/train.py` trains them.
"""
