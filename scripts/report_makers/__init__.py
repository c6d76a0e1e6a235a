"""Makes report documents about people who do not exist.

Every document holds values that stand nowhere else (`Paper.planted`) and
clinical sentences that must come out (`Paper.clinical`).
"""
