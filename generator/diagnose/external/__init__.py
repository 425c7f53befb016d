"""What would have happened without the campaign: which KPIs are asked, of which series, and what is made of the answer.

The work is in two halves, since models take time: a question is plain arrays, gathered where the data is; its answer
needs nothing else, so that questions can be answered in other processes and kept.
"""

from generator.diagnose.external.adjusted import against_the_target
from generator.diagnose.external.answered import Answer, answer
from generator.diagnose.external.asked import Question, questions

__all__ = ["Answer", "Question", "against_the_target", "answer", "questions"]
