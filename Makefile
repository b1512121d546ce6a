# Each word here calls one short script; see README.md.
.PHONY: run test check bench city

run:
	@scripts/run

test:
	@quick=$(quick) scripts/test

check:
	@scripts/check

bench:
	@only=$(only) scripts/bench

city:
	@people=$(people) scripts/city
