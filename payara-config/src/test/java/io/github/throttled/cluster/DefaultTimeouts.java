package io.github.throttled.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test with it gets the cluster whose nodes wait for the grid as long as they do by default. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface DefaultTimeouts {}
