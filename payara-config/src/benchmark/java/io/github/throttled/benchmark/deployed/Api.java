package io.github.throttled.benchmark.deployed;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resource at the root of the application. */
@ApplicationPath("/")
public class Api extends Application {}
