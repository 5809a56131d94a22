package io.github.throttled;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a class logs while this is open, instead of on the console. */
public final class LogCapture extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogCapture(Logger logger) {
        this.logger = logger;
    }

    /** Captures what the class logs. */
    public static LogCapture of(Class<?> source) {
        return of(Logger.getLogger(source.getName()));
    }

    /** Captures what this logger gets. */
    public static LogCapture of(Logger logger) {
        LogCapture capture = new LogCapture(logger);
        capture.logger.setUseParentHandlers(false);
        capture.logger.addHandler(capture);
        return capture;
    }

    /** The lines of this level, as an operator reads them. */
    public List<String> lines(Level level) {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .filter(entry -> entry.getLevel().equals(level))
                .map(formatter::formatMessage)
                .toList();
    }

    /** How many lines of any level there are. */
    public int size() {
        return records.size();
    }

    @Override
    public void publish(LogRecord entry) {
        records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
