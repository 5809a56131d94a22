package io.github.throttled.benchmark;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.smallrye.faulttolerance.api.RateLimitException;

import java.util.Map;

/**
 * SmallRye Fault Tolerance as an application has it: its interceptor on a bean, configured by
 * MicroProfile Config. It counts calls of a method and knows no keys.
 */
final class SmallRyeApplication implements Decider {

    private static final String LIMIT = SmallRyeBean.class.getName() + "/limited/RateLimit/";

    private final WeldContainer container;
    private final SmallRyeBean bean;

    private SmallRyeApplication(Setting setting) {
        container =
                WeldContainer.start(
                        config(setting),
                        SmallRyeBean.class,
                        new Offered<>(Meter.class, MeterProvider.noop().get("none")));
        bean = container.get(SmallRyeBean.class);
        // What all methods share is configured with the first call.
        container.run(bean::first);
    }

    static Decider bean(Setting setting) {
        return new SmallRyeApplication(setting);
    }

    private static Map<String, String> config(Setting setting) {
        return Map.of(
                LIMIT + "value",
                Integer.toString(setting.permits()),
                LIMIT + "window",
                Long.toString(Setting.WINDOW.toDays()),
                // It finds the API on the class path, and wants a meter even so.
                "smallrye.faulttolerance.opentelemetry.disabled",
                "true",
                // Our extension is installed as well, and has nothing to do here.
                "throttled.enabled",
                "false",
                "throttled.application",
                setting.name(),
                "throttled.store",
                "local");
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
