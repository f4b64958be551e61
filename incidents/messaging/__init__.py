"""Room of orders and messages with receipts."""
