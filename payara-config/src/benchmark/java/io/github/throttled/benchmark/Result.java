package io.github.throttled.benchmark;

/**
 * What one contender achieved.
 *
 * @param keys of how many keys
 * @param figure decisions per second, or bytes per key
 * @param bytes allocated per decision; empty if that was not measured
 * @param outcome whether it was right
 */
record Result(
        Row row, Contender contender, int keys, Sample figure, Sample bytes, Outcome outcome) {

    static Result none(Row row, Contender contender, int keys) {
        return new Result(row, contender, keys, new Sample(), new Sample(), Outcome.NONE);
    }

    Result with(Outcome more) {
        return new Result(row, contender, keys, figure, bytes, outcome.plus(more));
    }
}
