package io.github.throttled.it.console;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** At the root, where it could be in the way of the console, or the console in its way. */
@ApplicationPath("")
public class Api extends Application {}
