"""The palette (Ctrl-K): finds incidents, units, people, plans, places, stations and pages.

Nothing is indexed ahead and so nothing is ever stale: the names that somebody may see are
read for each request and matched here, by characters, by pinyin whole or by initials in
any mixture, or by number. Ten thousand names take a tenth of a second.
"""
