package io.follow.gateway.cli;

import io.follow.gateway.startup.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"image-gateway " + BuildInfo.version()};
    }
}
