package io.github.throttled.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records of a node's log, as {@code logging.properties} formats them: a line, and the lines of a
 * longer message or a stack trace after it.
 *
 * <p>Hazelcast reports errors and stack traces of its own whenever a member joins or leaves, for
 * example that a response was "already responseReceived". These say nothing about Throttled, so
 * tests must not forbid them. What Hazelcast reports about a class of ours, or about anything that
 * it cannot load or read, does count.
 */
final class NodeLog {

    private static final Pattern HEAD =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} (\\S+) +([^:]*): ");

    private static final String HAZELCAST = "com.hazelcast";

    /** In a record of Hazelcast's, it is about the application all the same. */
    private static final List<String> OURS =
            List.of(
                    "io.github.throttled",
                    "SerializationException",
                    "ClassNotFoundException",
                    "NoClassDefFoundError");

    private static final String SILENT = "has been silent for";

    private NodeLog() {}

    /** Errors, but for those that Hazelcast reports about itself. */
    static List<String> errors(String log) {
        return records(log).stream().filter(NodeLog::isError).filter(NodeLog::isOurs).toList();
    }

    /** These, and all other records with a stack trace. */
    static List<String> errorsAndStackTraces(String log) {
        return records(log).stream()
                .filter(record -> isError(record) || record.contains("\n\tat "))
                .filter(NodeLog::isOurs)
                .toList();
    }

    /** How often the node took a member for failed because that was silent. */
    static long silences(String log) {
        return log.lines().filter(line -> line.contains(SILENT)).count();
    }

    private static List<String> records(String log) {
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (String line : log.lines().toList()) {
            if (HEAD.matcher(line).lookingAt() && !record.isEmpty()) {
                records.add(record.toString());
                record.setLength(0);
            }
            record.append(line).append('\n');
        }
        records.add(record.toString());
        return records;
    }

    /** Also one that some other logger has written to the console. */
    private static boolean isError(String record) {
        return record.lines()
                .anyMatch(line -> line.contains(" SEVERE ") || line.contains(" ERROR "));
    }

    private static boolean isOurs(String record) {
        Matcher head = HEAD.matcher(record);
        boolean hazelcast = head.lookingAt() && head.group(2).startsWith(HAZELCAST);
        return !hazelcast || OURS.stream().anyMatch(record::contains);
    }
}
