"""Judgement: value, verdict, certainty, baseline and score against targets set in advance."""
