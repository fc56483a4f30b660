namespace IrisFlow.Engine.Retention;

/// <summary>Finds the checkpoints that nothing keeps and, where it is told to, gives them up: condemned first, deleted after a grace time.</summary>
/// <remarks>
/// One transaction judges, condemns and forgets: nobody can record a use between the judgement and the condemnation. A file is
/// deleted only when the transaction that forgot it is on disk, so a crash leaves a file without a name at worst, which the next
/// collection removes. A forgotten file's name is not given out again while the file is there.
/// </remarks>
/// <param name="artifacts">The folder that holds <c>objects/</c> and <c>runs/</c>.</param>
/// <param name="store">Where everything is tracked.</param>
/// <param name="clock">The time.</param>
public sealed class GarbageCollector(string artifacts, IRunStore store, TimeProvider clock)
{
    private readonly string _objects = Path.Combine(artifacts, "objects");

    /// <summary>Says what would be done.</summary>
    public GarbageReport Look(RetentionPolicy policy)
    {
        var now = clock.GetUtcNow();
        var judgement = new Judgement(store, policy, now);
        return Report(policy, now, judgement, judgement.Objects(), new StrayFiles(_objects, store, now, judgement.OldestAtWork).Find());
    }

    /// <summary>Does it.</summary>
    /// <exception cref="IrisFlowException">The database refused, and nothing was done; or a file could not be deleted.</exception>
    public GarbageReport Apply(RetentionPolicy policy)
    {
        var now = clock.GetUtcNow();
        Judgement judgement = null!;
        IReadOnlyList<JudgedObject> judged = [];
        store.Write(writer =>
        {
            judgement = new Judgement(store, policy, now);
            judged = judgement.Objects();
            foreach (var item in judged.Where(o => o.IsPardoned))
            {
                writer.Pardon(item.File.Digest);
            }

            var condemned = judged.Where(o => o.CondemnedAt == now).Select(o => new CondemnedObject(o.File.Digest, now, o.Why!)).ToList();
            if (condemned.Count > 0)
            {
                writer.Condemn(condemned);
            }

            foreach (var item in judged.Where(o => o.Fate == Fate.Deleted))
            {
                writer.Remove(item.File.Digest, now);
            }
        });

        var refused = new List<Finding>();
        foreach (var item in judged.Where(o => o.Fate == Fate.Deleted))
        {
            Delete(Path.Combine(_objects, item.File.File), refused);
        }

        var strays = Strays(now, judgement.OldestAtWork, refused);
        ViewLinks.RemoveDangling(Path.Combine(artifacts, "runs"));
        return refused.Count > 0
            ? throw new IrisFlowException(refused, ExitCode.StepFailed)
            : Report(policy, now, judgement, judged, strays) with { IsApplied = true };
    }

    private static GarbageReport Report(
        RetentionPolicy policy, DateTimeOffset now, Judgement judgement, IReadOnlyList<JudgedObject> judged, IReadOnlyList<StrayFile> strays) =>
        new(now, false, policy, judged, strays)
        {
            IsHeldBack = judged.Any(o => o.Fate is Fate.Condemned or Fate.Waiting && o.CondemnedAt + policy.Grace <= now && judgement.IsHeldBack(o.CondemnedAt!.Value)),
        };

    private IReadOnlyList<StrayFile> Strays(DateTimeOffset now, DateTimeOffset? oldestAtWork, List<Finding> refused)
    {
        var files = new StrayFiles(_objects, store, now, oldestAtWork);
        if (files.Find().Count == 0)
        {
            return [];
        }

        // Looked for again where nobody else can give a file its row: a capsule names its files in the transaction that records them.
        IReadOnlyList<StrayFile> found = [];
        store.Write(_ =>
        {
            found = files.Find();
            foreach (var file in found)
            {
                Delete(file.Path, refused);
            }
        });
        return found;
    }

    private static void Delete(string path, List<Finding> refused)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // A folder of objects that somebody has moved away: there is nothing to delete.
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            refused.Add(new("IF511", $"The file can't be deleted: {problem.Message}")
            {
                File = path,
                Expected = "Nothing names it any more; give this user the right to write in its folder, and the next gc deletes it.",
                Next = "irisflow gc --apply",
            });
        }
    }
}
