"""What a visit looks at, a module per subject; each check yields what is wrong in words, with the place.

`markup` judges the HTML, `axe` what assistive technology makes of it, `layout` what a person sees and does, `weight`
what a telephone has to fetch.
"""
