package io.github.throttled.benchmark;

import io.smallrye.faulttolerance.api.RateLimitException;

import jakarta.enterprise.inject.se.SeContainer;

import java.util.Map;

/**
 * SmallRye Fault Tolerance as an application has it: its interceptor on a bean, configured by
 * MicroProfile Config. It counts calls of a method and knows no keys.
 */
final class SmallRyeApplication implements Decider {

    private static final String LIMIT = SmallRyeBean.class.getName() + "/limited/RateLimit/";

    private final SeContainer container;
    private final SmallRyeBean bean;

    private SmallRyeApplication(Setting setting) {
        container =
                WeldContainer.start(
                        Map.of(
                                LIMIT + "value",
                                Integer.toString(setting.permits()),
                                LIMIT + "window",
                                Long.toString(Setting.WINDOW.toDays()),
                                // Our extension is installed as well, and has nothing to do here.
                                "throttled.enabled",
                                "false"),
                        SmallRyeBean.class);
        bean = container.select(SmallRyeBean.class).get();
    }

    static Decider bean(Setting setting) {
        return new SmallRyeApplication(setting);
    }

    @Override
    public boolean tryAcquire(String key) {
        try {
            return bean.limited();
        } catch (RateLimitException e) {
            return false;
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
