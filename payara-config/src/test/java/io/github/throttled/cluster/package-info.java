/**
 * The bookshop on real nodes: processes of Payara Micro, started with what {@code cluster.sh}
 * starts them with, and asked over HTTP as any client would. One cluster serves all tests of a run.
 */
package io.github.throttled.cluster;
