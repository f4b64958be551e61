"""Paging: reaching a person outside the feed, by web push, SMS or voice."""
