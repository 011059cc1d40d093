package io.peakday.engines.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are run on this machine: which words go before the command.
 *
 * <p>PostgreSQL refuses to run as root. Where a user name space can be made ({@code unshare -U}), it runs in one: there
 * it believes to be nobody, while its files remain root's. Elsewhere root hands it, and its folders, to the user
 * nobody. An ordinary user needs neither.
 *
 * <p>They also get a session of their own ({@code setsid}), so that Ctrl-C reaches this program only and
 * connections outlive the last requests, and ask to be notified when their parent dies ({@code setpriv --pdeathsig INT}), so
 * that a program killed hard takes its database down cleanly with it. What a machine does not have is left out; the
 * next start takes over an orphan.
 */
record ChildProcess(List<String> words, boolean handsOver) {
    /** Where the unpacked programs are, in PostgreSQL's folder, when they are not run from the user's cache. */
    static final String PROGRAMS = "programs";

    private static final int NOBODY = 65534;

    static ChildProcess onThisMachine() {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean unshare = root && works("unshare", "-U", "true");
        List<String> words = new ArrayList<>();
        if (unshare) {
            words.addAll(List.of("unshare", "-U"));
        } else if (root) {
            String nobody = Integer.toString(NOBODY);
            words.addAll(List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups"));
        }
        if (works("setsid", "true")) {
            words.add("setsid");
        }
        if (works("setpriv", "--pdeathsig", "INT", "true")) {
            words.addAll(List.of("setpriv", "--pdeathsig", "INT"));
        }
        return new ChildProcess(List.copyOf(words), root && !unshare);
    }

    /** The command line of one of PostgreSQL's programs. */
    List<String> command(List<String> program) {
        List<String> all = new ArrayList<>(words);
        all.addAll(program);
        return all;
    }

    /**
     * Starts the server in the folder, from a thread that lives as long as it does, because the parent-death signal is
     * the thread's.
     */
    Process fork(List<String> program, Path folder, ProcessBuilder.Redirect output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(program))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        CompletableFuture<Process> forked = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
            try {
                Process started = builder.start();
                forked.complete(started);
                started.onExit().join();
            } catch (IOException e) {
                forked.completeExceptionally(e);
            }
        });
        try {
            return forked.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var _ = forked.thenAccept(Process::destroyForcibly);
            throw new IOException("interrupted", e);
        }
    }

    /** The user that PostgreSQL's files belong to. */
    String user() {
        return handsOver ? "nobody" : System.getProperty("user.name");
    }

    /** Lets the user that PostgreSQL will run as pass through the folder above, not look around in it, where that is another one. */
    void letThrough(Path folder) throws IOException {
        Path above = folder.getParent();
        if (!handsOver || above == null) {
            return;
        }
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(above));
        if (mode.addAll(Set.of(PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE))) {
            Files.setPosixFilePermissions(above, mode);
        }
    }

    /**
     * Gives the folder and all in it to the user that PostgreSQL will run as, where that is another one; but not the programs,
     * which that user is to run and nobody is to change.
     */
    void handOver(Path folder) throws IOException {
        if (!handsOver) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return path.endsWith(PROGRAMS) ? FileVisitResult.SKIP_SUBTREE : give(path);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return give(path);
            }

            private FileVisitResult give(Path path) throws IOException {
                Files.setAttribute(path, "unix:uid", NOBODY);
                Files.setAttribute(path, "unix:gid", NOBODY);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    boolean isHandedOver(Path path) throws IOException {
        return Integer.valueOf(NOBODY).equals(Files.getAttribute(path, "unix:uid"));
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
