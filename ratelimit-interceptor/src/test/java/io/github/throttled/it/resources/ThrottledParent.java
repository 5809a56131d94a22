package io.github.throttled.it.resources;

import io.github.throttled.Strategy;
import io.github.throttled.Throttled;

@Throttled(limit = "3/day", strategy = Strategy.SLIDING_LOG, key = "header:X-Test")
abstract class ThrottledParent {}
