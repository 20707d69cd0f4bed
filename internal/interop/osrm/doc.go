// Package osrm asks a routing service that speaks the HTTP protocol of OSRM (table
// service, version 1) how long the ways between points take.
//
// The protocol: GET {address}/table/v1/{profile}/{lon},{lat};{lon},{lat}...
// ?annotations=duration,distance, with sources and destinations as indexes where not all
// ways are wanted. The answer holds code ("Ok", else what is wrong), durations in seconds
// and distances in metres, rows by source, null where no way was found. A server prepared
// with osrm-routed takes at most 100 points a request (--max-table-size) and serves the
// one profile its data was made for, whatever name the address has.
// (https://project-osrm.org/docs/v5.24.0/api/#table-service)
//
// Points are where people live. They go to the service that the health centre has set up
// and nowhere else: they are rounded before, no redirect is followed, and no address,
// point or answer is ever logged.
package osrm
