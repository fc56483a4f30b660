using System.Security.Cryptography;

namespace IrisFlow.Engine.Checkpoints;

/// <content>Tables that somebody sends.</content>
public sealed partial class CheckpointStore
{
    /// <summary>A new path among the temporary files, which gc knows, for what comes from outside.</summary>
    /// <param name="extension">With the dot; one of those that formats answer to, never a part of a name that was sent.</param>
    public string NewArrival(string extension)
    {
        _files.MakeFolder(_temporary);
        return Path.Combine(_temporary, $"upload.{RandomNumberGenerator.GetHexString(16, lowercase: true)}{extension}");
    }

    /// <summary>Stores the table of a file and records it as an upload. Goes through it batch by batch where its format can.</summary>
    /// <param name="source">The file.</param>
    /// <param name="name">What the sender called it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellation">Gives up; nothing is stored then.</param>
    /// <exception cref="IrisFlowException">The file is damaged, or the disk is full.</exception>
    public Upload Take(TableSource source, string name, TimeProvider clock, CancellationToken cancellation)
    {
        using var writer = Create(source.Schema, "upload", cancellation);
        foreach (var batch in source.ReadBatches([.. Enumerable.Range(0, source.Schema.Count)], cancellation))
        {
            writer.Write(batch);
        }

        writer.Finish(source.Metadata);
        var staged = Settle(writer.Staged!);
        Publish([staged]);
        var upload = new Upload(RandomNumberGenerator.GetHexString(16, lowercase: true), staged.Object.Digest, name, clock.GetUtcNow());
        _store.Write(changes =>
        {
            changes.SaveObject(staged.Object);
            changes.Pardon(staged.Object.Digest);
            changes.SaveUpload(upload);
        });
        return upload;
    }
}
