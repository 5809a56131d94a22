/**
 * What operators and developers see of the limits, apart from requests: the document of the API,
 * the log, metrics, health, traces and events. Nothing here decides, and nothing here is needed for
 * deciding.
 */
package io.github.throttled.operate;
