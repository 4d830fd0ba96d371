package io.follow.gateway.cli;

import io.follow.gateway.pipeline.PipelineNaming;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a pipeline. */
final class PipelineNameConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        if (!PipelineNaming.isName(value)) {
            throw new TypeConversionException(
                    "found \"" + value + "\", expected 1 to 32 characters of [a-z0-9-] that begin with a letter");
        }
        return value;
    }
}
