using System.Net;
using System.Net.Sockets;

namespace IrisFlow;

/// <summary>Whether a failure may pass by itself, so that it makes sense to try again.</summary>
public static class Transience
{
    // What the system says of a disk that is full, or of a quota that is used up: on Linux, then on Windows.
    private static readonly int[] NoRoom = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>True for a busy file, a lost connection, a service that is overloaded or did not answer in time, and what says so of itself.</summary>
    /// <remarks>A file that is not there, a disk without room, data that ends too early and anything else that is wrong stays wrong.</remarks>
    public static bool Of(Exception problem) => problem switch
    {
        IrisFlowException expected => expected.Findings.Any(f => f.IsTransient),
        AggregateException { InnerExceptions.Count: > 0 } several => several.InnerExceptions.All(Of),
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException or PathTooLongException or EndOfStreamException => false,
        IOException file => !NoRoom.Contains(file.HResult),
        HttpRequestException { StatusCode: { } status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
        TransientException or HttpRequestException or SocketException or TimeoutException or TaskCanceledException => true,
        _ => false,
    };
}
