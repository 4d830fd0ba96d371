package io.follow.gateway.cli;

import io.follow.gateway.job.JobId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a stream entry. */
final class EntryIdConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        try {
            return JobId.parse(value).toString();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
