/**
 * The application that is deployed on Payara Micro to be asked over HTTP. It needs no other class.
 */
package io.github.throttled.benchmark.deployed;
