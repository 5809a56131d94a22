/**
 * What operators and developers see of the limits, apart from requests: the document of the API.
 * Nothing here decides, and nothing here is needed for deciding.
 */
package io.github.throttled.operate;
