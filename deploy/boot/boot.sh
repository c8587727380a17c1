# SPDX-License-Identifier: EUPL-1.2
# SPDX-FileCopyrightText: Kompass contributors
#
# Sourced: starts a machine with what image.sh made, and speaks to it. The sourcing script sets $image (its folder) and
# $work (a folder for pipes and logs).

# boot WIDTH HEIGHT: the machine has that screen, and nothing of it is kept. What it writes to its first serial port can be
# read from $serial, its kernel's messages are in $work/boot.log, commands for QEMU's monitor go to $monitor.
boot()
{
    rm -f "$work"/serial.in "$work"/serial.out "$work"/monitor
    mkfifo "$work/serial.in" "$work/serial.out" "$work/monitor"
    exec {serial_in}<>"$work/serial.in" {serial}<>"$work/serial.out" {monitor}<>"$work/monitor"
    qemu-system-x86_64 -accel kvm -accel tcg -m 768 -smp 2 -nic none -display none -no-reboot \
        -vga none -device "virtio-vga,xres=$1,yres=$2" \
        -kernel "$image/vmlinuz" -initrd "$image/initrd.img" \
        -append 'root=/dev/vda rw quiet console=ttyS1 systemd.show_status=no' \
        -drive "file=$image/disk.ext4,if=virtio,format=raw,snapshot=on" \
        -serial "pipe:$work/serial" -serial "file:$work/boot.log" \
        -monitor stdio <"$work/monitor" >"$work/monitor.log" 2>&1 &
    machine=$!
}

tell_machine()
{
    printf '%s\n' "$*" >&"$monitor"
}

stop_machine()
{
    [ -n "$machine" ] || return 0
    kill "$machine" 2>/dev/null && wait "$machine" || true
    machine=
    exec {serial_in}>&- {serial}>&- {monitor}>&-
}
machine=
