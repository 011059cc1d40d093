package io.peakday.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerLimitsTest {
    @Test
    void connectionsLeaveRoomForTheFilesOfEverythingElse() {
        assertThat(ServerLimits.affordable(8_192, 1_048_576)).isEqualTo(8_192);
        assertThat(ServerLimits.affordable(8_192, 4_096)).isEqualTo(3_496);
        assertThat(ServerLimits.affordable(8_192, 1_024)).isEqualTo(424);
        assertThat(ServerLimits.affordable(8_192, 256)).isEqualTo(100);
        assertThat(ServerLimits.affordable(50, 256)).isEqualTo(50);
    }
}
