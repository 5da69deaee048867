"""Results of campaigns: cells are read whole, computed as columns of whole numbers, and what changed is written.

The rules (design of the portal, section 8):
- a municipality's indicator takes the worst state of the elements in its formula; only accepted forms count;
- region: yes-count of those who reported, sum, or sum of numerators over sum of denominators of the same reporters;
- score 0-100: flag 0/100 (reversed when less is better), share against its target, the rest per head of the scale
  population with the best municipality at 100; a criterion is the mean of its indicators that have a score.
Nothing is rounded here except scores, to six digits; pairs stay exact. Why arrays and not SQL, and how one
form is followed without the others: docs/adr/0011.
"""

from monitoring.computation.one_form import following
from monitoring.computation.whole import compute

__all__ = ["compute", "following"]
