"""Measures over what an atlas knows: sites and capacity, concentration, similarity, pace, exposure.

Functions of columns and numbers, under their standard names; `autoatlas.graph.questions` asks them by name.
"""
