using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IrisFlow.Fuzzing;

/// <summary>What a piece of work takes of processor and memory, by the system's own accounting of this process.</summary>
internal sealed class Meter : IDisposable
{
    /// <summary>The most processor seconds of one read. Not seconds of the clock: others may have the processor meanwhile.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(2);

    /// <summary>The most resident memory that one read may add to the process at any moment, the table that it gives among it.</summary>
    public const long MostBytes = 64L << 20;

    // A few bytes may repeat one value any number of times: a table that takes more than this itself is not counted.
    private const long LargeTable = MostBytes / 2;

    private readonly SafeFileHandle _status = File.OpenHandle("/proc/self/status");
    private readonly byte[] _text = new byte[4096];
    private long _collectedAt;

    /// <summary>Runs the work; what is wrong with what it took, or null.</summary>
    /// <param name="work">The read; gives the bytes of its table, 0 where it gave none.</param>
    public string? Measure(Func<long> work)
    {
        if (GC.GetTotalAllocatedBytes() - _collectedAt > 8 << 20)
        {
            // Garbage of the reads before is none of this read's memory.
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _collectedAt = GC.GetTotalAllocatedBytes();
        }

        // 5 lowers the peak to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = Status("VmRSS:");
        var started = Environment.CpuUsage.TotalTime;
        var table = work();
        var time = Environment.CpuUsage.TotalTime - started;
        var grown = Status("VmHWM:") - before;
        return time > MostTime ? string.Create(CultureInfo.InvariantCulture, $"took {time.TotalSeconds:0.0} s of processor time")
            : grown > MostBytes + (table > LargeTable ? table : 0) ? $"took {grown >> 20} MiB of memory for a table of {table >> 20} MiB"
            : null;
    }

    public void Dispose() => _status.Dispose();

    private long Status(string name)
    {
        var length = RandomAccess.Read(_status, _text, 0);
        var text = _text.AsSpan(0, length);
        var value = text[(text.IndexOf(Encoding.ASCII.GetBytes(name)) + name.Length)..];
        value = value[..value.IndexOf((byte)'k')];
        return long.Parse(Encoding.ASCII.GetString(value).Trim(), CultureInfo.InvariantCulture) << 10;
    }
}
