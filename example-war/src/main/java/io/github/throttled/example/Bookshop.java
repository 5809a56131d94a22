package io.github.throttled.example;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The API, below {@code /api}. */
@ApplicationPath("api")
public class Bookshop extends Application {}
