package io.github.throttled.policy;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * All that is configured, each value with the place where it stands.
 *
 * @param config where values are
 */
public record ConfigListing(Config config) {

    private static final String THROTTLED = "Throttled/";

    /**
     * The values that are in force, by key. What an annotation says is among them, unless the
     * configuration says something else.
     *
     * @param sites where the application has annotations
     */
    public Collection<ConfigEntry> entries(Collection<ThrottledSite> sites) {
        Map<String, ConfigEntry> entries = new TreeMap<>();
        sites.forEach(site -> Member.all().forEach(member -> add(site, member, entries)));
        for (String property : config.getPropertyNames()) {
            if (isOurs(property)) {
                entry(property).ifPresent(entry -> entries.put(property, entry));
            }
        }
        return entries.values();
    }

    /** The value of a key as the strongest source has it; empty if none has it. */
    public Optional<ConfigEntry> entry(String key) {
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .filter(source -> source.getValue(key) != null)
                .findFirst()
                .map(source -> entry(key, source));
    }

    private static void add(
            ThrottledSite site, Member<?> member, Map<String, ConfigEntry> entries) {
        String key =
                site.onMethod()
                        ? member.methodKey(site.type(), site.method().getName())
                        : member.classKey(site.type());
        member.in(site.throttled())
                .map(text -> new ConfigEntry(key, text, site.place(), 0, false))
                .ifPresent(entry -> entries.put(key, entry));
    }

    private static ConfigEntry entry(String key, ConfigSource source) {
        boolean isSecret = isSecret(key);
        return new ConfigEntry(
                key,
                isSecret ? ConfigEntry.HIDDEN : source.getValue(key),
                source.getName(),
                source.getOrdinal(),
                isSecret);
    }

    private static boolean isOurs(String property) {
        return property.startsWith(ConfigKey.ROOT)
                || property.startsWith(THROTTLED)
                || property.contains('/' + THROTTLED);
    }

    /** Also a key of ours that is not known, by mistake, may have one. */
    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return lower.contains("secret") || lower.contains("password") || lower.contains("token-");
    }
}
