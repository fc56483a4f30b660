using IrisFlow.Engine.Checkpoints;

namespace IrisFlow.Engine.Capsules;

/// <summary>What became of a file of a capsule.</summary>
public enum FileOutcome
{
    /// <summary>It was not there, and was written.</summary>
    Written,

    /// <summary>The same was there.</summary>
    Same,

    /// <summary>Another was there, and stays.</summary>
    Kept,
}

/// <summary>What an opened capsule brought.</summary>
/// <param name="Content">The capsule.</param>
/// <param name="IsNew">False when the run was there already.</param>
/// <param name="Objects">How many checkpoints were not there before.</param>
/// <param name="Files">What became of each file, by its full path.</param>
public sealed record OpenedCapsule(Capsule Content, bool IsNew, int Objects, IReadOnlyList<KeyValuePair<string, FileOutcome>> Files);

/// <summary>Takes a capsule in: all of its record and its checkpoints in one transaction, or nothing.</summary>
/// <param name="artifacts">The folder that holds <c>objects/</c> and <c>runs/</c>.</param>
/// <param name="store">Where runs are tracked.</param>
/// <param name="checkpoints">Where checkpoints go.</param>
/// <param name="clock">The time.</param>
public sealed class CapsuleOpening(string artifacts, IRunStore store, CheckpointStore checkpoints, TimeProvider clock)
{
    /// <summary>How long an opened run is pinned.</summary>
    public static readonly TimeSpan Pinned = TimeSpan.FromDays(30);

    /// <summary>Opens a capsule.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="workflows">The folder of workflows, in which the workflow has a folder of its own.</param>
    /// <param name="owner">Who opens it: the run is pinned in this name for <see cref="Pinned"/>, as its age may be above what gc keeps.</param>
    /// <exception cref="IrisFlowException">The capsule is damaged, or another run has its id; then nothing was taken in. Or the disk refused.</exception>
    public OpenedCapsule Open(string path, string workflows, string owner)
    {
        using var archive = CapsuleArchive.Open(path);
        archive.Verify();
        RequireSameRun(archive.Content, path);
        while (true)
        {
            try
            {
                return Import(archive, path, workflows, owner);
            }
            catch (RemovedCheckpointException)
            {
                // gc has just removed what was there already: then it comes from the capsule.
            }
        }
    }

    private OpenedCapsule Import(CapsuleArchive archive, string path, string workflows, string owner)
    {
        var capsule = archive.Content;
        checkpoints.Prepare(clock);
        var staged = capsule.Objects.Select(stored => Stage(archive, stored, path)).ToList();
        var folder = Path.Combine(workflows, capsule.Run.Workflow);
        var isNew = false;
        store.Write(writer =>
        {
            isNew = RequireSameRun(capsule, path);

            // In the transaction: gc looks for files without a row in one of its own, so the two never meet.
            checkpoints.Publish(staged);
            SaveObjects(writer, staged);
            capsule.Codes.ToList().ForEach(writer.SaveCode);
            if (isNew)
            {
                Record(writer, capsule, staged, Path.Combine(folder, $"{capsule.Run.Workflow}.flow.json"));
                var now = clock.GetUtcNow();
                writer.SavePin(new(capsule.Run.Id, "", owner, now) { Reason = $"opened from {Path.GetFileName(path)}", ExpiresAt = now + Pinned });
            }
        });
        var view = new RunView(Path.Combine(artifacts, "runs"), checkpoints, store);
        foreach (var step in capsule.Steps)
        {
            view.Add(capsule.Run.Id, step);
        }

        var files = capsule.Files.Select(file => WorkflowFiles.Write(archive, file, folder)).ToList();
        return new(capsule, isNew, staged.Count(s => s.Temporary is not null), files);
    }

    private StagedObject Stage(CapsuleArchive archive, StoredObject stored, string path)
    {
        var staged = checkpoints.Stage(stored, target => archive.CopyTo(stored.FileHash, target));
        if (staged.Temporary is not null && checkpoints.DigestOf(staged.Temporary) is var found && found != stored.Digest)
        {
            throw new IrisFlowException(
                new Finding("IF522", $"The capsule is damaged. Its checkpoint {stored.Digest.Short} holds other data{(found is null ? "" : $", with the digest {found.Value.Short}")}.")
                {
                    File = path,
                    Expected = "Save it again; nothing of it was taken in.",
                },
                ExitCode.Corrupt);
        }

        return staged;
    }

    private void SaveObjects(IRunWriter writer, List<StagedObject> staged)
    {
        foreach (var item in staged)
        {
            if (item.Temporary is not null)
            {
                writer.SaveObject(item.Object);
            }
            else if (store.FindObject(item.Object.Digest) is not null)
            {
                writer.Pardon(item.Object.Digest);
            }
            else
            {
                throw new RemovedCheckpointException("", item.Object.Digest);
            }
        }
    }

    private static void Record(IRunWriter writer, Capsule capsule, List<StagedObject> staged, string file)
    {
        var here = staged.Select(s => s.Object.Digest).ToHashSet();
        var cached = capsule.Steps.Where(s => capsule.Cached.Contains(s.Name) && s.Outputs.All(o => here.Contains(o.Digest))).Select(s => s.Name).ToHashSet();
        writer.ImportRun(capsule.Run with { File = file }, capsule.Steps, cached);
    }

    /// <returns>True when there is no run of its id yet.</returns>
    private bool RequireSameRun(Capsule capsule, string path)
    {
        if (store.FindRun(capsule.Run.Id) is not { } known || known.Id != capsule.Run.Id)
        {
            return true;
        }

        return CapsuleRecord.AreSame(known, store.Steps(known.Id), capsule.Run, capsule.Steps) ? false : throw new IrisFlowException(
            new Finding("IF527", $"Run {known.Id} is there already, and is not the same as in the capsule.") { File = path, Next = $"irisflow show {known.Id}" });
    }
}
