using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IrisFlow;

/// <summary>What becomes of a tick that comes due while the run of the tick before is still at work.</summary>
public enum Overlap
{
    /// <summary>It is skipped.</summary>
    Skip,

    /// <summary>It waits for that run to end.</summary>
    Queue,

    /// <summary>That run is cancelled, and the tick begins when it has ended.</summary>
    Cancel,
}

/// <summary>When a workflow runs by itself, while a server is there to begin it. It is a part of the workflow and travels with it.</summary>
/// <param name="Cron">The times, as crontab writes them: minute, hour, day, month and weekday; with six fields, seconds come first.</param>
/// <param name="Zone">The time zone that the times are read in, by its IANA name.</param>
public sealed record Schedule(string Cron, string Zone)
{
    /// <summary>The longest start deadline.</summary>
    public static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(30);

    /// <summary>The most failed runs in a row that can be waited for.</summary>
    public const int MostFailures = 100;

    /// <summary>Parameters of the workflow with another value than their default.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Parameters { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>What of the ticks that were missed while no server was there is run when one is there again.</summary>
    public CatchUp CatchUp { get; init; } = CatchUp.Latest;

    /// <summary>What becomes of a tick while the run before is still at work.</summary>
    public Overlap Overlap { get; init; }

    /// <summary>A tick that could not begin within this time is missed; null where it may begin however late.</summary>
    public TimeSpan? StartDeadline { get; init; }

    /// <summary>The schedule pauses after so many failed runs in a row; null where it goes on.</summary>
    public int? PauseAfter { get; init; }

    /// <summary>The schedule in its wording: another wording is another revision, which begins anew and never fires what is past.</summary>
    public string Revision => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ScheduleText.Write(this).ToJsonString())).AsSpan(0, 8));

    /// <inheritdoc/>
    public bool Equals(Schedule? other) => other is not null && JsonNode.DeepEquals(ScheduleText.Write(this), ScheduleText.Write(other));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Cron, Zone);
}

/// <summary>How many of the ticks that were missed are run after all.</summary>
/// <param name="Most">At most so many, the newest ones.</param>
public readonly record struct CatchUp(int Most)
{
    /// <summary>The most that can be asked for, and the most missed ticks that are looked at one by one.</summary>
    public const int Limit = 100;

    /// <summary>None.</summary>
    public static CatchUp None => new(0);

    /// <summary>The newest one, unless another is due already.</summary>
    public static CatchUp Latest => new(1);

    /// <summary>The newest ones, the oldest of them first, one after the other.</summary>
    /// <param name="most">At most so many.</param>
    public static CatchUp All(int most) => new(most) { IsEach = true };

    /// <summary>Whether each of them is wanted, and not only the newest state of things.</summary>
    public bool IsEach { get; private init; }
}
