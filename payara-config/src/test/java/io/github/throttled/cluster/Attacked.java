package io.github.throttled.cluster;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test with it gets the cluster with the {@link AbuseShop}, and runs where that is attacked: not
 * among all tests, which it would make a third longer.
 */
@DisabledIfSystemProperty(named = "abuse.keys", matches = "0")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface Attacked {}
