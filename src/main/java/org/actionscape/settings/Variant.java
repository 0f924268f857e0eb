package org.actionscape.settings;

import java.util.List;
import java.util.function.Function;

/**
 * A variant of something: what settings call it, what it is, and how it is made.
 *
 * @param id a short stable id
 * @param meaning one sentence
 * @param parameters its parameters
 * @param maker makes it from canonical values of its parameters
 */
public record Variant<T>(
    String id, String meaning, List<Parameter> parameters, Function<Settings, T> maker) {}
