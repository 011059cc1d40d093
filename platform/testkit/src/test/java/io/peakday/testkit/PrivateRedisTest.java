package io.peakday.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrivateRedisTest {
    @RegisterExtension
    static final PrivateRedis redis = new PrivateRedis();

    @Test
    void itAnswersAndAfterAKillIsGoneAndComesBackEmptyAtTheSamePlace() throws IOException {
        String url = redis.url();
        assertThat(say("SET lamp 1")).isEqualTo("+OK");
        assertThat(say("EXISTS lamp")).isEqualTo(":1");
        redis.kill();
        assertThatThrownBy(() -> say("PING")).isInstanceOf(IOException.class);
        redis.start();
        assertThat(redis.url()).isEqualTo(url);
        assertThat(say("EXISTS lamp")).isEqualTo(":0");
    }

    private static String say(String command) throws IOException {
        URI at = URI.create(redis.url());
        try (Socket socket = new Socket(at.getHost(), at.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII).strip();
        }
    }
}
