"""Set-up and supervision: what ``manage.py up`` and ``manage.py test`` do.

Standard library only (except ``prepare``, which runs inside ``.venv``): this code runs before
anything is installed.
"""
